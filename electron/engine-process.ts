import { createEngine } from '../core/engine/index.ts';
import { parentLink } from './parent-link.ts';
import { projectArgument } from './project-argument.ts';
import { serveEngine } from './serve-engine.ts';

const projectDirectory = projectArgument(process.argv);
if (projectDirectory === null) throw new Error('The engine needs --project with the path of a folder.');

await serveEngine({
  link: parentLink(process),
  open: () => createEngine({ projectDirectory, host: 'desktop', now: () => new Date() }),
  exit: (code) => process.exit(code),
});
