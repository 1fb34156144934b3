import type { Engine } from '../core/engine/index.ts';
import type { EngineReport } from './engine-messages.ts';
import { forkLink } from './fork-link.ts';

/** A port that the engine answers on. */
export type EnginePort = Parameters<Engine['connect']>[0];

/** The line from the engine's process to the one that started it. */
export interface ParentLink {
  report(report: EngineReport): void;
  onConnect(listener: (port: EnginePort) => void): void;
  /** The parent asks for the end, or is gone. */
  onClose(listener: () => void): void;
}

/** The link that this process was given: Electron's parent port, or the channel of a forked Node process. */
export function parentLink(own: NodeJS.Process): ParentLink {
  const parentPort: Electron.ParentPort | undefined = own.parentPort;
  return parentPort ? utilityLink(parentPort) : forkLink(own);
}

function utilityLink(parentPort: Electron.ParentPort): ParentLink {
  return {
    report: (report) => parentPort.postMessage(report),
    onConnect(listener) {
      parentPort.on('message', ({ ports: [port] }) => {
        if (!port) return;
        listener(port);
        port.start();
      });
    },
    onClose(listener) {
      parentPort.on('message', ({ data }) => {
        if (data?.kind === 'close') listener();
      });
    },
  };
}
