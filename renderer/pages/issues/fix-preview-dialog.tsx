import { Button, Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ExperimentSpec } from '../../../core/contract/experiment.ts';
import type { FixPreview } from '../../../core/contract/fix-effect.ts';
import type { Fix } from '../../../core/contract/profile.ts';
import { describeFix } from '../../client/apply-fix.ts';
import { queries } from '../../client/queries.ts';
import { CellText } from '../../ui/cell-text.tsx';
import { columnLabel } from '../../ui/column-name.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { formatCount, formatList } from '../../ui/format.ts';
import { QueryWork } from '../../ui/query-work.tsx';
import { ScrollRegion } from '../../ui/scroll-region.tsx';
import { fixEffectText } from './fix-effect-text.ts';
import { FixImpactView } from './fix-impact-view.tsx';
import '../../ui/rows-table.css';

/** What one fix would change, before it is taken: how many rows and cells, examples, and what a model makes of it. */
export function FixPreviewDialog(props: {
  spec: ExperimentSpec;
  fix: Fix;
  onApply: () => void;
  onClose: () => void;
}) {
  const { spec, fix } = props;
  const asked = queries.fixPreview(spec, fix);
  const query = useQuery(asked);
  const { data, error } = query;
  return (
    <Modal opened onClose={props.onClose} title={fix.label || describeFix(fix)} size="lg">
      <div className="stack">
        <ErrorNote error={error} />
        <QueryWork query={query} queryKey={asked.queryKey} label="Counting what would change" />
        {data ? <Effect preview={data} /> : null}
        <FixImpactView spec={spec} fix={fix} />
        <p className="dim sm" style={{ margin: 0 }}>
          The data stays as it is; the fix is a part of the experiment and can be taken back.
        </p>
        <div className="row" style={{ justifyContent: 'flex-end' }}>
          <Button onClick={props.onClose}>Cancel</Button>
          <Button
            variant="filled"
            disabled={!data}
            onClick={() => {
              props.onApply();
              props.onClose();
            }}
          >
            {data?.split ? 'Change the recipe and the split' : 'Change the recipe'}
          </Button>
        </div>
      </div>
    </Modal>
  );
}

function Effect({ preview }: { preview: FixPreview }) {
  const { examples, warnings } = preview;
  const columns = [...new Set(examples.map(({ column }) => column))];
  return (
    <>
      <p style={{ margin: 0 }}>{fixEffectText(preview, examples.length)}</p>
      {warnings.map((warning) => (
        <p key={warning} className="fix-warning" role="note">
          {warning}
        </p>
      ))}
      {examples.length > 0 ? (
        <ScrollRegion className="rows-table" label="Cells before and after" maxHeight={260}>
          <table>
            <thead>
              <tr>
                <th scope="col">Row</th>
                {columns.length > 1 ? <th scope="col">Column</th> : null}
                <th scope="col">
                  {columns.length === 1 ? `${columnLabel(columns[0] ?? '')} before` : 'Before'}
                </th>
                <th scope="col">After</th>
              </tr>
            </thead>
            <tbody>
              {examples.map(({ row, column, before, after }) => (
                <tr key={`${row} ${column}`}>
                  <th scope="row">{formatCount(row)}</th>
                  {columns.length > 1 ? <td>{columnLabel(column)}</td> : null}
                  <td>
                    <CellText value={before} />
                  </td>
                  <td data-tone="after">
                    <CellText value={after} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollRegion>
      ) : null}
      {preview.removedRows.length > 0 ? (
        <p className="dim sm num" style={{ margin: 0 }}>
          Rows left out: {formatList(preview.removedRows.map(formatCount), 10)}
          {preview.rowsRemoved > preview.removedRows.length
            ? ` of ${formatCount(preview.rowsRemoved)} in all`
            : ''}
          .
        </p>
      ) : null}
    </>
  );
}
