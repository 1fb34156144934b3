import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { MessagePort } from 'node:worker_threads';
import type { EngineChild } from '../../electron/engine-supervisor.ts';
import type { ForkMessage } from '../../electron/fork-link.ts';

const source = join(import.meta.dirname, '../../electron/engine-process.ts');

/** The engine's entry in a forked Node process, with each port carried over the process's one channel. */
export function forkEngineProcess(
  projectDirectory: string,
  entry: string = source,
): EngineChild<MessagePort> & { pid: number } {
  const child = fork(entry, [`--project=${projectDirectory}`], { serialization: 'advanced', execArgv: [] });
  const ports = new Map<number, MessagePort>();
  let lastId = 0;
  const send = (message: ForkMessage) => {
    if (child.connected) child.send(message, () => {});
  };
  child.on('message', (message: ForkMessage) => {
    if (message.kind === 'port-message') ports.get(message.id)?.postMessage(message.data);
  });
  child.on('exit', () => {
    for (const port of ports.values()) port.close();
  });
  return {
    pid: child.pid ?? 0,
    postMessage(message, [port]) {
      if (message.kind === 'close') return send(message);
      if (!port) throw new Error('connect needs a port');
      const id = ++lastId;
      ports.set(id, port);
      send({ kind: 'connect', id });
      port.on('message', (data) => send({ kind: 'port-message', id, data }));
      port.on('close', () => {
        ports.delete(id);
        send({ kind: 'port-closed', id });
      });
    },
    onMessage: (listener) => void child.on('message', listener),
    onExit: (listener) => void child.on('exit', () => listener()),
    kill: () => void child.kill('SIGKILL'),
  };
}
