import { describe, expect, it } from 'vitest';
import { parseReport } from '../../electron/engine-messages.ts';
import { restartDelayMs, superviseEngine } from '../../electron/engine-supervisor.ts';

/** A supervisor over children and a clock that the test moves. */
function supervised() {
  const children: {
    posted: [string, string[]][];
    say: (message: unknown) => void;
    die: () => void;
    isKilled: boolean;
  }[] = [];
  const timers: { run: () => void; delayMs: number }[] = [];
  const failures: string[] = [];
  let deathsTold = 0;
  const supervisor = superviseEngine<string>({
    fork() {
      const child = {
        posted: [],
        say: () => {},
        die: () => {},
        isKilled: false,
      } as (typeof children)[number];
      children.push(child);
      return {
        postMessage: (message, ports) => void child.posted.push([message.kind, ports]),
        onMessage: (listener) => {
          child.say = listener;
        },
        onExit: (listener) => {
          child.die = listener;
        },
        kill: () => {
          child.isKilled = true;
        },
      };
    },
    schedule(run, delayMs) {
      const timer = { run, delayMs };
      timers.push(timer);
      return () => void (timers.includes(timer) && timers.splice(timers.indexOf(timer), 1));
    },
    onDeath: () => {
      deathsTold += 1;
    },
    onFailure: ({ message }) => void failures.push(message),
  });
  const latest = () => {
    const child = children.at(-1);
    if (!child) throw new Error('no child was forked');
    return child;
  };
  return {
    supervisor,
    children,
    timers,
    failures,
    latest,
    deathsTold: () => deathsTold,
    /** Runs the one timer that is set; answers with its delay. */
    tick() {
      const [timer, ...others] = timers.splice(0);
      expect(others).toEqual([]);
      timer?.run();
      return timer?.delayMs;
    },
  };
}

describe('the supervisor', () => {
  it('keeps ports back until the engine says that it is ready', async () => {
    const { supervisor, latest } = supervised();
    const connected = supervisor.connect('a');
    expect(latest().posted).toEqual([]);
    latest().say({ kind: 'ready' });
    await connected;
    await supervisor.connect('b');
    expect(latest().posted).toEqual([
      ['connect', ['a']],
      ['connect', ['b']],
    ]);
  });

  it('starts the engine again when it dies, and hands waiting ports to the new one', async () => {
    const { supervisor, latest, children, tick } = supervised();
    latest().say({ kind: 'ready' });
    latest().die();
    const connected = supervisor.connect('a');
    expect(children).toHaveLength(1);
    expect(tick()).toBe(250);
    latest().say({ kind: 'ready' });
    await connected;
    expect(children[1]?.posted).toEqual([['connect', ['a']]]);
  });

  it('tells of the death of an engine that had ports, and of no other', () => {
    const { latest, tick, deathsTold } = supervised();
    latest().die();
    expect(deathsTold()).toBe(0);
    tick();
    latest().say({ kind: 'ready' });
    latest().die();
    expect(deathsTold()).toBe(1);
  });

  it('waits longer after each death, up to ten seconds, and starts afresh once the engine was up for a while', () => {
    expect([1, 2, 3, 6, 7, 50].map(restartDelayMs)).toEqual([250, 500, 1000, 8000, 10_000, 10_000]);
    const { latest, tick } = supervised();
    for (const expected of [250, 500, 1000]) {
      latest().say({ kind: 'ready' });
      latest().die();
      expect(tick()).toBe(expected);
    }
    latest().say({ kind: 'ready' });
    expect(tick()).toBe(30_000);
    latest().die();
    expect(tick()).toBe(250);
  });

  it('does not start a project again that cannot be opened, and tells why once', async () => {
    const { supervisor, latest, timers, failures } = supervised();
    const connected = supervisor.connect('a');
    latest().say({ kind: 'failed', code: 'PROJECT_LOCKED', message: 'It is open elsewhere.' });
    latest().die();
    await expect(connected).rejects.toThrow('It is open elsewhere.');
    await expect(supervisor.connect('b')).rejects.toThrow('It is open elsewhere.');
    expect(failures).toEqual(['It is open elsewhere.']);
    expect(timers).toEqual([]);
  });

  it('gives up on an engine that dies six times without getting up', async () => {
    const { supervisor, latest, children, timers, failures, tick } = supervised();
    const connected = supervisor.connect('a');
    for (let death = 1; death <= 6; death++) {
      latest().die();
      if (death < 6) tick();
    }
    await expect(connected).rejects.toThrow('stopped 6 times while starting');
    expect(children).toHaveLength(6);
    expect(timers).toEqual([]);
    expect(failures).toHaveLength(1);
  });

  it('lets the engine close on stopping, and does not start it again', async () => {
    const { supervisor, latest, children, timers } = supervised();
    latest().say({ kind: 'ready' });
    const stopped = supervisor.stop();
    expect(supervisor.stop()).toBe(stopped);
    expect(latest().posted).toEqual([['close', []]]);
    latest().die();
    await stopped;
    expect(timers).toEqual([]);
    expect(children).toHaveLength(1);
    await expect(supervisor.connect('a')).rejects.toThrow('was stopped');
  });

  it('kills an engine that does not close within five seconds', async () => {
    const { supervisor, latest, tick } = supervised();
    latest().say({ kind: 'ready' });
    const stopped = supervisor.stop();
    expect(tick()).toBe(5000);
    expect(latest().isKilled).toBe(true);
    latest().die();
    await stopped;
  });

  it('stops at once while no engine runs', async () => {
    const { supervisor, latest, timers } = supervised();
    latest().die();
    await supervisor.stop();
    expect(timers).toEqual([]);
  });
});

describe('a report of the engine', () => {
  it('is told from anything else', () => {
    expect(parseReport({ kind: 'ready', more: 1 })).toEqual({ kind: 'ready' });
    expect(parseReport({ kind: 'failed', code: 'X', message: 'y' })).toEqual({
      kind: 'failed',
      code: 'X',
      message: 'y',
    });
    for (const other of [null, 'ready', {}, { kind: 'failed' }, { kind: 'port-message' }]) {
      expect(parseReport(other)).toBeNull();
    }
  });
});
