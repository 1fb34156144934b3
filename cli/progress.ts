import type { JobEvent, LearnerEvent } from '../core/contract/job.ts';
import { durationText, metricText } from './numbers.ts';
import { printable } from './printable.ts';
import type { Terminal } from './terminal.ts';
import { fitText } from './text-width.ts';

/** Shows on standard error how a job goes. */
export interface Progress {
  show(event: JobEvent): void;
  /** Clears the bar, if there is one. */
  end(): void;
}

const barCells = 24;

/** A bar that redraws itself on a terminal; anywhere else plain lines, of counts only the last. */
export function createProgress(terminal: Terminal): Progress {
  return terminal.isErrTerminal ? barProgress(terminal) : lineProgress(terminal);
}

function barProgress(terminal: Terminal): Progress {
  const clear = () => terminal.rawErr('\r\u001b[2K');
  const draw = (share: number | null, text: string) => {
    const filled = Math.round((share ?? 0) * barCells);
    const bar = `${'█'.repeat(filled)}${'░'.repeat(barCells - filled)}`;
    const percent = share === null ? '    ' : `${Math.floor(share * 100)}%`.padStart(4);
    const room = Math.max(10, terminal.columns - barCells - 8);
    terminal.rawErr(
      `\r\u001b[2K${terminal.paintErr('cyan', bar)} ${percent} ${fitText(printable(text), room)}`,
    );
  };
  return {
    show(event) {
      if (event.kind === 'progress') draw(shareOf(event), capitalized(event.message));
      if (event.kind === 'epoch') {
        draw(event.epoch / event.maxEpochs, `${event.learner}: ${epochText(event)}`);
      }
      if (event.kind !== 'learner') return;
      if (event.status === 'fitting') draw(null, `${event.name}: fitting`);
      const line = learnerLine(event);
      if (line === null) return;
      clear();
      terminal.err(line);
    },
    end: clear,
  };
}

function lineProgress(terminal: Terminal): Progress {
  let lastLine = '';
  return {
    show(event) {
      if (event.kind === 'progress') {
        const isCount = /\d/.test(event.message) && event.done !== event.total;
        if (isCount || event.message === lastLine) return;
        lastLine = event.message;
        terminal.err(printable(capitalized(event.message)));
      }
      if (event.kind === 'epoch' && event.epoch % Math.max(10, Math.ceil(event.maxEpochs / 100)) === 0) {
        terminal.err(printable(`${event.learner}: ${epochText(event)}`));
      }
      const line = event.kind === 'learner' ? learnerLine(event) : null;
      if (line !== null) terminal.err(line);
    },
    end() {},
  };
}

function capitalized(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

function shareOf(event: { done: number; total: number | null }): number | null {
  return event.total ? Math.min(1, event.done / event.total) : null;
}

function epochText(event: {
  epoch: number;
  maxEpochs: number;
  trainLoss: number;
  validationLoss: number;
}): string {
  const { epoch, maxEpochs, trainLoss, validationLoss } = event;
  return `epoch ${epoch}/${maxEpochs}, loss ${metricText(trainLoss)}, validation ${metricText(validationLoss)}`;
}

function learnerLine(event: LearnerEvent): string | null {
  if (event.status !== 'done' && event.status !== 'failed') return null;
  const facts = [
    event.status === 'failed' ? 'failed' : 'fitted',
    event.elapsedMs === null ? null : `in ${durationText(event.elapsedMs)}`,
    event.averagePrecision === null ? null : `· AP ${metricText(event.averagePrecision)} on validation`,
    event.summary ? `· ${event.summary}` : null,
  ];
  return printable(`${event.name}: ${facts.filter((fact) => fact !== null).join(' ')}`);
}
