import { type MessagePortMain, utilityProcess } from 'electron';
import type { EngineChild } from './engine-supervisor.ts';

/** Starts the engine over a project folder as a utility process of this app. */
export function forkEngine(options: {
  modulePath: string;
  projectDirectory: string;
}): EngineChild<MessagePortMain> {
  const child = utilityProcess.fork(options.modulePath, [`--project=${options.projectDirectory}`], {
    serviceName: 'Assay engine',
    stdio: 'inherit',
  });
  return {
    postMessage: (message, ports) => child.postMessage(message, ports),
    onMessage: (listener) => void child.on('message', listener),
    onExit: (listener) => void child.on('exit', listener),
    kill: () => void child.kill(),
  };
}
