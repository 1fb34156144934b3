export { type ProposedDrop, proposeDrops } from './propose-drops.ts';
export { proposeTarget } from './propose-target.ts';
