import { fileURLToPath } from 'node:url';
import vue from '@vitejs/plugin-vue';
import Components from 'unplugin-vue-components/vite';
import { ElementPlusResolver } from 'unplugin-vue-components/resolvers';
import { defineConfig } from 'vitest/config';

const api = process.env['YUSHUI_API'] ?? 'http://127.0.0.1:3000';

/** `YUSHUI_WEB_OUT`: where the build goes; the build script writes into a draft and swaps it in. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  // Beside the other caches: what lies in web/ counts as a source and would have everything compiled anew.
  cacheDir: '../node_modules/.vite',
  plugins: [
    vue(),
    Components({ dirs: [], dts: false, resolvers: [ElementPlusResolver({ importStyle: 'css' })] }),
  ],
  server: { proxy: { '/api': api } },
  build: {
    outDir: process.env['YUSHUI_WEB_OUT'] ?? '../dist/web',
    emptyOutDir: true,
    // Browsers on Chromium 93 and newer: what the code itself calls (Object.hasOwn) is not there before.
    target: 'chrome93',
    // Inlined assets would need `data:` for everything in the policy; icons are components.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1200,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    manifest: 'manifest.json',
  },
  test: {
    include: ['**/*.test.ts'],
    // Models need no page; what does says so: `// @vitest-environment happy-dom`.
    environment: 'node',
    // Each file has modules of its own as ever, but not a process.
    pool: 'vmThreads',
    server: { deps: { inline: ['element-plus'] } },
  },
});
