import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig(({ command }) => {
  // Whoever builds, a test runner among them, builds what people run: React's own checks would double the first load.
  if (command === 'build') process.env.NODE_ENV = 'production';
  return {
    root: import.meta.dirname,
    plugins: [react()],
    build: {
      outDir: 'dist',
      emptyOutDir: true,
      // The content policy allows no data: address, so that nothing may be inlined.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
    },
    server: { proxy: { '/api': process.env.OPIS_API ?? 'http://127.0.0.1:8080' } },
  };
});
