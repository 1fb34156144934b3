#!/usr/bin/env node
// Plain JavaScript that an old Node can read: it hands over to the Node that the checkout pins.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import module, { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const neededMajor = 24;
const main = new URL('./main.ts', import.meta.url);

if (Number(process.versions.node.split('.')[0]) >= neededMajor) {
  // Compiled code is kept in the system's temporary folder, by its content: half of what a short command takes is compiling.
  module.enableCompileCache();
  await import(main.href);
} else {
  handOver();
}

function handOver() {
  const node = pinnedNode();
  if (node === null) {
    process.stderr.write(
      `assay: Node ${neededMajor} or later is needed, this is ${process.version}, and the pinned one is not installed. Run npm ci in ${dirname(dirname(fileURLToPath(main)))}.\n`,
    );
    process.exit(1);
  }
  const child = spawn(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => {
    process.stderr.write(`assay: ${node} does not start: ${error.message}\n`);
    process.exit(1);
  });
  child.on('exit', (code, signal) => {
    if (signal === null) process.exit(code ?? 1);
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  });
}

function pinnedNode() {
  try {
    const manifest = createRequire(import.meta.url).resolve('node/package.json');
    const { bin } = JSON.parse(readFileSync(manifest, 'utf8'));
    const path = join(dirname(manifest), bin.node);
    return existsSync(path) ? path : null;
  } catch {
    return null;
  }
}
