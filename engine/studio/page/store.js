// store.js — what the page knows and what is chosen on it, in one object, and who wants to hear of changes.

// Fields that outlive a reload.
const KEPT = [
  'frame',
  'view',
  'safe',
  'room',
  'loop',
  'looping',
  'muted',
  'tab',
  'alone',
  'away',
  'pixels',
  'editor',
  'zoom',
  'side',
  'lanes',
];

export function createStore(initial) {
  const state = { ...initial },
    listeners = [];
  let name = null,
    saving = 0;

  function save() {
    saving = 0;
    if (name === null) return;
    try {
      localStorage.setItem(name, JSON.stringify(Object.fromEntries(KEPT.map((field) => [field, state[field]]))));
    } catch {
      // Without room or leave to store anything the page begins anew after a reload.
    }
  }

  const store = {
    state,
    // Changes fields, and calls those who listen to one of them once.
    set(changes) {
      const changed = Object.keys(changes).filter((field) => state[field] !== changes[field]);
      if (changed.length === 0) return;
      Object.assign(state, changes);
      for (const { fields, call } of listeners) if (fields.some((field) => changed.includes(field))) call(state);
      if (!saving && changed.some((field) => KEPT.includes(field))) saving = setTimeout(save, 150);
    },
    // Calls `call(state)` now and whenever one of the fields has changed.
    on(fields, call) {
      listeners.push({ fields, call });
      call(state);
    },
    // From now on the fields are kept under this name; what was kept under it comes back.
    keep(film) {
      if (name !== null) return;
      const key = `gptreel studio ${film}`;
      try {
        const kept = JSON.parse(localStorage.getItem(key) ?? '{}');
        store.set(Object.fromEntries(Object.entries(kept).filter(([field]) => KEPT.includes(field))));
      } catch {
        // What was kept is not ours.
      }
      name = key;
    },
  };
  addEventListener('pagehide', save);
  return store;
}
