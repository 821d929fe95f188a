// Runs before the first paint, so that a dark room never flashes white. The same key as in preferences.ts.
(() => {
  const stored = readPreferences();
  const dark =
    stored.theme === 'dark' ||
    (stored.theme !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
  if (stored.roomy) document.documentElement.dataset.density = 'roomy';

  function readPreferences() {
    try {
      return JSON.parse(localStorage.getItem('opis.preferences') ?? '{}') ?? {};
    } catch {
      return {};
    }
  }
})();
