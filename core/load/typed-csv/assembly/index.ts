// AssemblyScript: see ../csv-kernel.ts for how this is built and what calls it.

export { missed } from './cells';
export { cut, cutEnd } from './cut';
export { readBooleans, readIntegers, readNumbers } from './numbers';
export { firstUnusualDigits, readTexts, textEnd } from './texts';
export { readDates, readTimes } from './times';
