// windows.js — windows of one deck in step: the stage, and the presenter's beside it.
//
// Browsers differ in what pages from file:// may share, so each message goes both ways there are: to all windows by
// BroadcastChannel, and straight to the window that this one opened or was opened by. Messages have names: what comes
// twice is heard once.

const ASK_MS = 1000; // between two knocks at the window that opened this one, which loses us when it is loaded again

// `heard(message)` is called for what another window told, `wanted()` gives what a window is told that asks.
export function createWindows(heard, wanted) {
  const deck = location.pathname;
  const known = new Set(window.opener ? [window.opener] : []);
  const seen = new Set();
  const channel = 'BroadcastChannel' in window ? new BroadcastChannel(`deck ${deck}`) : null;
  let count = 0;
  const own = Math.random().toString(36).slice(2);

  function tell(message) {
    const letter = { deck, name: `${own} ${count++}`, ...message };
    channel?.postMessage(letter);
    for (const other of known) {
      if (other.closed) known.delete(other);
      else other.postMessage(letter, '*');
    }
  }

  function hear({ data, source }) {
    if (data?.deck !== deck || typeof data.name !== 'string' || seen.has(data.name)) return;
    seen.add(data.name);
    if (data.ask) {
      if (source && !known.has(source)) {
        known.add(source);
        tell(wanted());
      }
    } else {
      heard(data);
    }
  }

  if (channel) channel.onmessage = hear;
  addEventListener('message', hear);
  if (window.opener) {
    const ask = () => {
      if (!window.opener?.closed) window.opener?.postMessage({ deck, name: `${own} ${count++}`, ask: true }, '*');
    };
    ask();
    setInterval(ask, ASK_MS);
  }

  return {
    tell,
    // The presenter's window: a new one, or the one that is there. False when the browser does not allow it.
    openPresenter() {
      const address = new URL(location.href);
      address.search = '?presenter';
      const other = window.open(address.href, `presenter ${deck}`, 'popup,width=1280,height=800');
      if (!other) return false;
      known.add(other);
      other.focus();
      return true;
    },
  };
}
