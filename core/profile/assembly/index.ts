// AssemblyScript: see ../profile-kernel.ts for how this is built and what calls it.

export {
  countMultiples,
  multiplesRange,
  multiplesToPairs,
  multiplesToWords,
  numberCounts,
  spreadCounts,
  wordsToMultiples,
} from './decimals';
export { countMissing, sumPowers, tallyNumbers } from './moments';
export { areWhole, findEnds, longestFiner, longestRuns } from './number-runs';
export { findOrderedEnds, rankByNumber, rankByOrder, sumRankSquares } from './ranks';
export { findRepeats, hashKeys, mixCells, partCount, partHashes } from './repeats';
export {
  countDigits,
  dealWords,
  lowerToPairs,
  pairsToPlaces,
  sortDoubles,
  sortWords,
  upperToPairs,
} from './sort-words';
export { findBefore, hashTexts, keysOfHashes, measureTexts } from './unique-texts';
