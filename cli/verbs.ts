import type { Verb } from './verb.ts';

/** A command in the list of commands; its code is imported when it is called, so that help stays quick. */
export interface VerbEntry {
  readonly summary: string;
  load(): Promise<Verb>;
}

export const verbs: ReadonlyMap<string, VerbEntry> = new Map([
  [
    'demo',
    {
      summary: 'the whole job on sample data, in a minute',
      load: async () => (await import('./demo.ts')).demoVerb,
    },
  ],
  [
    'profile',
    {
      summary: 'load a file and rank what is wrong with it',
      load: async () => (await import('./profile.ts')).profileVerb,
    },
  ],
  [
    'check',
    {
      summary: 'hold a file against a data contract',
      load: async () => (await import('./check.ts')).checkVerb,
    },
  ],
  [
    'contract',
    {
      summary: 'learn a data contract from a file',
      load: async () => (await import('./contract.ts')).contractVerb,
    },
  ],
  ['run', { summary: 'run an experiment file', load: async () => (await import('./run.ts')).runVerb }],
  [
    'compare',
    {
      summary: 'compare the models of runs on their test part',
      load: async () => (await import('./compare.ts')).compareVerb,
    },
  ],
  [
    'bundle',
    {
      summary: 'export, verify or import a run as one file',
      load: async () => (await import('./bundle.ts')).bundleVerb,
    },
  ],
  [
    'serve',
    { summary: 'open the app in the browser', load: async () => (await import('./serve.ts')).serveVerb },
  ],
  [
    'doctor',
    {
      summary: 'print versions and what this machine offers',
      load: async () => (await import('./doctor.ts')).doctorVerb,
    },
  ],
  [
    'schema',
    {
      summary: 'print the JSON Schema of experiment files',
      load: async () => (await import('./schema.ts')).schemaVerb,
    },
  ],
]);
