/** `README.txt`: what the archive is, for a person who opens it without Assay. */
export function readmeText(facts: {
  run: string;
  name: string;
  engineVersion: string;
  createdAt: string;
  includesData: boolean;
  includesNotes: boolean;
}): string {
  const notes = facts.includesNotes
    ? `  data/notes.json       what was noted on that dataset: source, licence, owner, how long it may be kept, consent
`
    : '';
  const data = facts.includesData
    ? `  data/*.parquet        the dataset version that the run read, named by its SHA-256
  data/dataset.json     name, columns and reading options of that dataset
`
    : '';
  return `Assay run bundle

  Experiment  ${oneLine(facts.name)}
  Run         ${facts.run}
  Made        ${oneLine(facts.createdAt)} with Assay ${oneLine(facts.engineVersion)}
  Data        ${facts.includesData ? 'included' : 'not included'}

Files
  manifest.json         what is in this archive, with sizes and SHA-256 checksums
  spec.json             the experiment: data version, target, recipe, split, learners, seed
  spec.assay.yaml       the same as an experiment file, if it is present
  metrics.json          everything that was measured, on validation and test
  predictions.parquet   the probabilities behind those metrics, row by row
  recipe.json           the fitted steps from columns to features
  model/                the fitted models, one folder each
  env.json              versions of the software, and times
  log.ndjson            what happened during the run, one JSON object a line
  checksums.txt         SHA-256 of every file
${data}${notes}
To check the files without Assay, unpack the archive and run in its folder:
  sha256sum --check checksums.txt

To check everything, including that the metrics follow from the predictions:
  assay bundle verify FILE

Whoever can change a file can also change the checksums beside it. To be sure that this
is the archive that was sent, compare the SHA-256 of the whole file with its sender.
`;
}

/** Names come from people: line breaks and control characters become spaces. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ');
}
