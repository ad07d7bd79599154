// prompt_panel.js — the live model: a prompt, and the film built anew from what the model does with it.
import { make } from './dom.js';
import { server } from './server.js';

export function promptTab(panel, store) {
  const text = make('textarea', {
    id: 'prompt',
    spellcheck: 'false',
    aria: { label: 'Prompt' },
    placeholder: 'Type a prompt for the model',
  });
  const go = make(
    'button',
    { type: 'button', class: 'main', id: 'prompt-go', onclick: () => ask(text.value) },
    'Ask the model',
  );
  const back = make('button', { type: 'button', class: 'plain', onclick: () => ask(null) }, 'As recorded');
  const said = make('p', { role: 'status' });
  let begun = 0,
    reads = false,
    took = '';
  panel.append(
    make(
      'p',
      { class: 'hint' },
      'The model of this run reads the prompt now, and the film is built from what it does with it.',
    ),
    text,
    make('div', { class: 'row' }, go, back),
    said,
  );

  async function ask(words) {
    begun = performance.now();
    said.className = '';
    try {
      await server.prompt(words);
    } catch (error) {
      said.className = 'bad';
      said.textContent = error.message;
    }
  }
  text.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    ask(text.value);
  });

  // How long it took from the question to the film, once that stands.
  function measure({ prompt, server: known }) {
    if (prompt.state === 'running') reads = true;
    if (!reads || prompt.state === 'running' || known.building) return;
    took = begun ? ` in ${((performance.now() - begun) / 1000).toFixed(1)} s` : '';
    reads = false;
  }

  store.on(['prompt', 'server'], (state) => {
    const { prompt, server: known } = state;
    if (!prompt) return;
    measure(state);
    for (const part of [text, go]) part.disabled = !prompt.possible;
    go.disabled ||= prompt.state === 'running';
    back.hidden = prompt.state === 'own';
    if (prompt.text !== null && document.activeElement !== text) text.value = prompt.text;
    said.className = prompt.state === 'failed' ? 'bad' : 'quiet';
    const words = {
      own: '',
      running: 'The model reads it …',
      ready: known.building ? 'The film is built from it …' : `The film shows this prompt${took}.`,
      failed: prompt.error,
    };
    const unable = 'This run has no weights that could read a prompt; choose another run.';
    said.textContent = prompt.possible ? words[prompt.state] : unable;
  });
}
