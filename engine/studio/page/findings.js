// findings.js — the panels of what lint found and of the audit: every number on screen beside what is recorded.
import { clock, make } from './dom.js';
import { frameOf } from './film.js';

const MOST_ROWS = 400;

const listed = (film, row) => film.scenes[row.scene];

export function lintTab(panel, store, player, ask) {
  store.on(['findings', 'film', 'editor', 'server'], ({ findings, film, server }) => {
    if (server?.errors.length)
      return panel.replaceChildren(make('p', { class: 'hint' }, 'Lint looks at the film as soon as it can be built again.'));
    if (!findings) return panel.replaceChildren(make('p', { class: 'hint' }, 'Lint looks at the film …'));
    if (findings.length === 0)
      return panel.replaceChildren(
        make('p', {}, make('span', { class: 'good' }, '✓ '), 'Lint finds nothing wrong on this canvas.'),
      );
    panel.replaceChildren(
      make(
        'ul',
        { class: 'rows' },
        findings.map((finding) => {
          const scene = listed(film, finding),
            time = finding.t_s ?? 0;
          return make(
            'li',
            {},
            make(
              'button',
              {
                type: 'button',
                disabled: !scene,
                onclick() {
                  player.seek(frameOf(film, scene, time));
                  store.set({ marked: finding });
                },
              },
              make('span', { class: 'at' }, scene ? `${scene.title}  ${clock(time)}  ` : ''),
              make('br'),
              finding.what,
              make('span', { class: 'remedy' }, finding.remedy),
            ),
            make('div', { class: 'at' }, ask.editorLink(finding, { short: true })),
          );
        }),
      ),
    );
  });
}

export function auditTab(panel, store, player, ask) {
  const filter = make('input', {
    type: 'text',
    placeholder: 'Find a number, a source …',
    aria: { label: 'Find in the audit' },
  });
  const summary = make('p', {}),
    body = make('tbody', {});
  const table = make(
    'table',
    {},
    make(
      'thead',
      {},
      make(
        'tr',
        {},
        ['Shown', 'Recorded', 'Source'].map((name) => make('th', {}, name)),
      ),
    ),
    body,
  );
  panel.append(summary, make('div', { class: 'filter' }, filter), table);

  function row(entry, film) {
    const scene = listed(film, entry),
      from = entry.times?.[0]?.[0] ?? 0;
    return make(
      'tr',
      { class: entry.equal ? '' : 'wrong' },
      make(
        'td',
        { class: 'number' },
        make(
          'button',
          {
            type: 'button',
            title: entry.text,
            disabled: !scene,
            onclick: () => player.seek(frameOf(film, scene, from)),
          },
          entry.shown,
        ),
      ),
      make(
        'td',
        { class: 'number' },
        entry.recorded === null || entry.recorded === undefined ? '' : String(entry.recorded),
        entry.equal ? '' : make('span', { class: 'bad' }, ' ≠'),
      ),
      make(
        'td',
        {},
        make('code', {}, entry.source),
        make('br'),
        make(
          'span',
          { class: 'quiet' },
          scene ? `${scene.title} ${clock(from, 1)}  ` : '',
          ask.editorLink(entry, { short: true }),
        ),
      ),
    );
  }

  function fill({ audit, film }) {
    table.hidden = filter.hidden = !audit;
    if (!audit) return summary.replaceChildren(make('span', { class: 'hint' }, 'The audit reads every number again …'));
    const words = filter.value.toLowerCase();
    const found = audit.filter((entry) => `${entry.shown} ${entry.text} ${entry.source}`.toLowerCase().includes(words));
    const wrong = audit.filter((entry) => !entry.equal).length;
    summary.replaceChildren(
      make(
        'span',
        { class: wrong ? 'bad' : 'good' },
        wrong
          ? `✗ ${wrong} of ${audit.length} numbers are not as recorded.`
          : `✓ All ${audit.length} numbers are as recorded.`,
      ),
      found.length > MOST_ROWS ? make('span', { class: 'quiet' }, ` The first ${MOST_ROWS} are listed.`) : '',
    );
    body.replaceChildren(...found.slice(0, MOST_ROWS).map((entry) => row(entry, film)));
  }
  filter.addEventListener('input', () => fill(store.state));
  store.on(['audit', 'film', 'editor'], fill);
}
