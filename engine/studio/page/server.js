// server.js — all that the page asks the server: addresses and shapes of JSON stand here and nowhere else.
//
// Every address is relative to the page's own, in which the token is.

async function answer(response) {
  if (response.ok) return response;
  let said = '';
  try {
    said = (await response.json()).error;
  } catch {
    said = `${response.status} ${response.statusText}`;
  }
  throw new Error(said);
}

// "?a=1&b=2" of what is not null.
function query(fields) {
  const given = Object.entries(fields).filter(([, value]) => value !== null && value !== undefined);
  return given.length ? `?${new URLSearchParams(given)}` : '';
}

async function getJson(name, fields = {}, signal) {
  return (await answer(await fetch(name + query(fields), { signal }))).json();
}

async function post(name, body) {
  return (
    await answer(
      await fetch(name, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(body),
      }),
    )
  ).json();
}

export const server = {
  runs: () => getJson('runs'),
  timeline: (canvas) => getJson('timeline', { canvas }),
  hits: (scene, frame, x, y, canvas) => getJson('node', { scene, frame, x, y, canvas }),
  lint: (signal) => getJson('lint', {}, signal),
  audit: (signal) => getJson('audit', {}, signal),
  // Bytes of pictures, as frame_records.js reads them.
  frames: async (wanted, signal) => (await answer(await fetch(`frames${query(wanted)}`, { signal }))).arrayBuffer(),
  sound: async (scene, signal) => (await answer(await fetch(`sound${query({ scene })}`, { signal }))).arrayBuffer(),
  svg: async (scene, signal) => (await answer(await fetch(`svg${query({ scene })}`, { signal }))).text(),
  choose: (choice) => post('choose', choice),
  prompt: (text) => post('prompt', { text }),
  make: (wish) => post('make', wish),
  command: async (wish) => (await post('command', wish)).command,
  cancel: (job) => post('cancel', { job }),

  // Calls `on[NAME](data)` for each event of the server, `on.lost()` when it is gone; the browser connects again by
  // itself.
  listen(on) {
    const events = new EventSource('events');
    for (const name of Object.keys(on).filter((key) => key !== 'lost'))
      events.addEventListener(name, (event) => on[name](event.data ? JSON.parse(event.data) : null));
    events.addEventListener('error', () => on.lost?.());
  },
};
