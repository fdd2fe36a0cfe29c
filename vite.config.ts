import { createHash } from 'node:crypto';
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

const SITE = resolve(import.meta.dirname, 'dist/web');

/** Browsers on office machines are often years old; syntax is lowered for them. */
const TARGET = ['chrome87', 'edge88', 'firefox78', 'safari14'];

/** Names the service worker after all files of the build: a new version of the site is a new worker. */
function versionedWorker(): Plugin {
  return {
    name: 'versioned-worker',
    generateBundle(_options, bundle) {
      const names = Object.keys(bundle).sort().join();
      const version = createHash('sha256').update(names).digest('hex').slice(0, 12);
      const worker = bundle['sw.js'];
      if (worker?.type === 'chunk') worker.code = worker.code.replace('__SITE_VERSION__', version);
    },
  };
}

/** Puts `.gz` and `.br` beside every text file, so that the server compresses nothing twice. */
function precompressed(): Plugin {
  return {
    name: 'precompressed',
    writeBundle({ dir = SITE }) {
      for (const path of globSync(`${dir}/**/*.{js,css,svg,json}`)) {
        const source = readFileSync(path);
        writeFileSync(`${path}.gz`, gzipSync(source, { level: 9 }));
        writeFileSync(`${path}.br`, brotliCompressSync(source));
      }
    },
  };
}

export default defineConfig({
  root: 'src/web',
  plugins: [react(), versionedWorker(), precompressed()],
  // With their last slash: `/api.ts` and `/geo.ts` are files of the site itself.
  server: {
    proxy: { '/api/': 'http://127.0.0.1:8800', '/geo/': 'http://127.0.0.1:8800', '/open/': 'http://127.0.0.1:8800' },
  },
  build: {
    outDir: SITE,
    emptyOutDir: true,
    target: TARGET,
    assetsInlineLimit: 0,
    manifest: true,
    rollupOptions: {
      input: { main: 'src/web/index.html', open: 'src/web/open.html', sw: 'src/web/service-worker.ts' },
      output: {
        codeSplitting: { groups: [{ name: 'react', test: /node_modules\/(react|react-dom|scheduler)\// }] },
        entryFileNames: (chunk) => (chunk.name === 'sw' ? 'sw.js' : 'assets/[name]-[hash].js'),
      },
    },
  },
});
