// tabs.js — the panel's tabs.
import { byId, make } from './dom.js';

// `tabs`: { name, label, count?(state), fill(panel) } in their order. `counted` are the fields of the store that counts
// read.
export function mountTabs(store, tabs, counted) {
  const buttons = tabs.map(({ name, label }) =>
    make(
      'button',
      {
        type: 'button',
        role: 'tab',
        id: `tab-${name}`,
        aria: { controls: `panel-${name}` },
        onclick: () => store.set({ tab: name }),
      },
      label,
      make('span', { class: 'count' }),
    ),
  );
  const panels = tabs.map(({ name, fill }) => {
    const panel = make('section', { id: `panel-${name}`, role: 'tabpanel', aria: { labelledby: `tab-${name}` } });
    fill(panel);
    return panel;
  });
  byId('tabs').append(...buttons);
  byId('panels').append(...panels);
  byId('tabs').addEventListener('keydown', (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const next = (tabs.findIndex(({ name }) => name === store.state.tab) + step + tabs.length) % tabs.length;
    store.set({ tab: tabs[next].name });
    buttons[next].focus();
  });
  store.on(['tab'], ({ tab }) =>
    tabs.forEach(({ name }, i) => {
      buttons[i].setAttribute('aria-selected', String(name === tab));
      buttons[i].tabIndex = name === tab ? 0 : -1;
      panels[i].hidden = name !== tab;
    }),
  );
  store.on(counted, (state) =>
    tabs.forEach(({ count }, i) => {
      buttons[i].querySelector('.count').textContent = count?.(state) || '';
    }),
  );
}
