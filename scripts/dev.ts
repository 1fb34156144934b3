import { join } from 'node:path';
import { createServer } from 'vite';
import { createEngine, serveBrowser } from '../core/engine/index.ts';
import { openSession, ownPageOnly } from './dev-session.ts';
import { root } from './run-command.ts';

const projectDirectory = process.argv[2] ?? join(root, 'assay-project');
const engine = await createEngine({ projectDirectory, host: 'browser', now: () => new Date() });
const host = await serveBrowser({ engine, rendererDirectory: join(root, 'out/renderer') });
const target = `http://127.0.0.1:${host.port}`;
const headers = { cookie: await openSession(host.url), origin: target };
const port = 5173;
const proxied = { target, changeOrigin: true, headers, bypass: ownPageOnly(port) };

const server = await createServer({
  configFile: join(root, 'vite.config.ts'),
  root: join(root, 'renderer'),
  server: {
    host: '127.0.0.1',
    port,
    strictPort: true,
    proxy: { '/rpc': { ...proxied, ws: true }, '/files': proxied },
  },
});
await server.listen();
server.printUrls();
console.log(`  The engine serves ${projectDirectory}. Changes to core/ need a restart.`);

// Vite would end the process before the engine has let go of its project.
process.removeAllListeners('SIGTERM');
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, async () => {
    await server.close();
    await host.close();
    await engine.close();
    process.exit(0);
  });
}
