import { type EngineRequest, parseReport } from './engine-messages.ts';

/** A process that runs the engine, as the supervisor sees it. */
export interface EngineChild<Port> {
  postMessage(message: EngineRequest, ports: Port[]): void;
  onMessage(listener: (message: unknown) => void): void;
  onExit(listener: () => void): void;
  kill(): void;
}

export interface SupervisorOptions<Port> {
  readonly fork: () => EngineChild<Port>;
  /** Runs something later; answers with a way to call it off. */
  readonly schedule: (run: () => void, delayMs: number) => () => void;
  /** An engine that was up has died: the ports that it had are dead. */
  readonly onDeath: () => void;
  /** The engine cannot be had, and trying again will not help. Told once. */
  readonly onFailure: (failure: { code: string; message: string }) => void;
}

export interface EngineSupervisor<Port> {
  /** Hands the port to the engine, waiting for it to be up. Rejects once the engine has failed or was stopped. */
  connect(port: Port): Promise<void>;
  /** Lets the engine close its project, and ends it by force when it takes longer than five seconds. */
  stop(): Promise<void>;
}

const firstWaitMs = 250;
const longestWaitMs = 10_000;
const healthyAfterMs = 30_000;
const graceMs = 5_000;
const mostFalseStarts = 6;

/** Milliseconds before the engine is started again after this many deaths in a row (1 for the first). */
export function restartDelayMs(deaths: number): number {
  return Math.min(firstWaitMs * 2 ** (deaths - 1), longestWaitMs);
}

/**
 * Keeps an engine running: starts it, starts it again when it dies, later each time, and gives up after six
 * deaths in a row in which it never got up. An engine that was up for half a minute counts as healthy again.
 */
export function superviseEngine<Port>(options: SupervisorOptions<Port>): EngineSupervisor<Port> {
  const { fork, schedule, onDeath, onFailure } = options;
  const waiting: { port: Port; resolve: () => void; reject: (error: Error) => void }[] = [];
  let child: EngineChild<Port> | null = null;
  let isUp = false;
  let end: Error | null = null;
  let deaths = 0;
  let falseStarts = 0;
  let callOff = () => {};
  let stopped: Promise<void> | null = null;
  let onStopped = () => {};

  function start(): void {
    const started = fork();
    child = started;
    started.onMessage((message) => {
      if (started === child) receive(started, message);
    });
    started.onExit(() => {
      if (started === child) mourn();
    });
  }

  function receive(sender: EngineChild<Port>, message: unknown): void {
    const report = parseReport(message);
    if (report?.kind === 'failed') fail(report);
    else if (report?.kind === 'ready' && !end) rise(sender);
  }

  function rise(engine: EngineChild<Port>): void {
    isUp = true;
    falseStarts = 0;
    callOff = schedule(() => {
      deaths = 0;
    }, healthyAfterMs);
    for (const { port, resolve } of waiting.splice(0)) {
      engine.postMessage({ kind: 'connect' }, [port]);
      resolve();
    }
  }

  function mourn(): void {
    callOff();
    child = null;
    if (isUp) onDeath();
    else falseStarts += 1;
    isUp = false;
    deaths += 1;
    if (stopped) onStopped();
    else if (falseStarts >= mostFalseStarts) {
      fail({ code: 'ENGINE_DOWN', message: `The engine stopped ${falseStarts} times while starting.` });
    } else if (!end) callOff = schedule(start, restartDelayMs(deaths));
  }

  function fail(failure: { code: string; message: string }): void {
    if (end) return;
    giveUp(new Error(failure.message));
    onFailure(failure);
  }

  function giveUp(error: Error): void {
    end = error;
    for (const { reject } of waiting.splice(0)) reject(error);
  }

  start();
  return {
    connect(port) {
      if (end) return Promise.reject(end);
      if (child && isUp) {
        child.postMessage({ kind: 'connect' }, [port]);
        return Promise.resolve();
      }
      return new Promise((resolve, reject) => waiting.push({ port, resolve, reject }));
    },
    stop() {
      stopped ??= new Promise((resolve) => {
        onStopped = resolve;
        giveUp(new Error('The engine was stopped.'));
        callOff();
        if (!child) return resolve();
        child.postMessage({ kind: 'close' }, []);
        callOff = schedule(() => child?.kill(), graceMs);
      });
      return stopped;
    },
  };
}
