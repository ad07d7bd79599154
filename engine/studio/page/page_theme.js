// page_theme.js — light or dark: as the system has it, until the button says otherwise.
import { byId, icon } from './dom.js';

const KEY = 'gptreel page';

function chosen() {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null; // the browser keeps nothing
  }
}

// `changed()` is called when the colours are others.
export function mountPageTheme(changed) {
  const button = byId('page-theme'),
    system = matchMedia('(prefers-color-scheme: light)');
  let asked = chosen();
  function show() {
    const light = (asked ?? (system.matches ? 'light' : 'dark')) === 'light';
    document.documentElement.classList.toggle('light', light);
    button.replaceChildren(icon(light ? 'moon' : 'sun'));
    button.title = light ? 'dark page' : 'light page';
    changed?.();
  }
  button.addEventListener('click', () => {
    asked = document.documentElement.classList.contains('light') ? 'dark' : 'light';
    try {
      localStorage.setItem(KEY, asked);
    } catch {
      // It lasts until the page is loaded again.
    }
    show();
  });
  system.addEventListener('change', show);
  show();
}
