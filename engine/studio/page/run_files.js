// run_files.js — the files of a run that grows: JSON Lines are read on from where they were last read.

// A reader of one file: each `more()` gives the lines that were added, as objects; a torn last line waits for its end.
export function jsonLines(name) {
  let from = 0,
    rest = new Uint8Array(),
    reading = Promise.resolve([]);
  async function read() {
    const response = await fetch(`run/${name}?from=${from}`);
    if (!response.ok) return [];
    const added = new Uint8Array(await response.arrayBuffer());
    from += added.length;
    const bytes = new Uint8Array(rest.length + added.length);
    bytes.set(rest);
    bytes.set(added, rest.length);
    const end = bytes.lastIndexOf(10) + 1;
    rest = bytes.slice(end);
    return new TextDecoder()
      .decode(bytes.subarray(0, end))
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line));
  }
  return {
    more() {
      reading = reading.then(read);
      return reading;
    },
    // The file is another one now: it is read from its begin.
    again() {
      from = 0;
      rest = new Uint8Array();
    },
    size: () => from,
  };
}

export async function wholeJson(name) {
  const response = await fetch(`run/${name}`);
  return response.ok ? response.json() : null;
}
