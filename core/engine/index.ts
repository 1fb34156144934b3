/** What hosts import: the engine, the browser host, and what they need to open a project and read a spec. */

export { findProject } from '../store/find-project.ts';
export { engineVersion } from '../version.ts';
export { readDataContract } from './data-contract-text.ts';
export { createEngine, type Engine, type EngineClient } from './engine.ts';
export { type BrowserHost, serveBrowser } from './http-server.ts';
export { bindExperiment, formatExperiment, parseExperiment, readExperiment } from './read-experiment.ts';
