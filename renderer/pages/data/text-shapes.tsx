import type { ColumnStatistics } from '../../../core/contract/profile.ts';
import { formatPlural } from '../../ui/format.ts';
import { Term } from '../../ui/term.tsx';
import { FrequencyTable } from './frequency-table.tsx';

/** What the texts of a column look like, letter by letter: their commonest shapes with the rows that have them. */
export function TextShapes(props: {
  shapes: NonNullable<ColumnStatistics['text']>['shapes'];
  /** Name of the column as it is read. */
  name: string;
  /** Cells with a text, and all rows. */
  filled: number;
  rows: number;
}) {
  const { shapes, filled } = props;
  if (shapes.length === 0) return null;
  const others = filled - shapes.reduce((sum, { count }) => sum + count, 0);
  return (
    <div>
      <h3>Common shapes</h3>
      <FrequencyTable
        head={<Term name="shape">Shape</Term>}
        label={`Shapes of ${props.name}`}
        items={shapes.map(({ shape, count }) => ({
          key: shape,
          shown: shape === '' ? <span className="cell-blank">empty text</span> : <code>{shape}</code>,
          count,
        }))}
        rows={props.rows}
      />
      {others > 0 ? (
        <p className="dim sm">
          {formatPlural(others, 'cell')} {others === 1 ? 'has' : 'have'} another shape, or more than 40 bytes.
        </p>
      ) : null}
    </div>
  );
}
