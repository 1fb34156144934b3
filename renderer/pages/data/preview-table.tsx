import { Select } from '@mantine/core';
import type { ColumnType, FilePreview } from '../../../core/contract/dataset.ts';
import { CellText } from '../../ui/cell-text.tsx';
import { columnLabel } from '../../ui/column-name.ts';
import { ScrollRegion } from '../../ui/scroll-region.tsx';

const columnTypes: ColumnType[] = ['integer', 'number', 'boolean', 'text', 'date', 'timestamp'];

/** The first rows of a file that is not loaded yet, with the type of each column in its head, to choose with `onType`. */
export function PreviewTable(props: {
  preview: FilePreview;
  types?: Readonly<Record<string, ColumnType>>;
  onType?: (column: string, type: ColumnType | null) => void;
}) {
  const { onType, types = {} } = props;
  const { columns, rows } = props.preview;
  return (
    <ScrollRegion className="preview-table" label="First rows of the file">
      <table>
        <thead>
          <tr>
            {columns.map(({ index, name, type }) => (
              <th key={index} scope="col">
                <span className="truncate" title={columnLabel(name)}>
                  {columnLabel(name)}
                </span>
                {onType ? (
                  <Select
                    aria-label={`Type of ${columnLabel(name)}`}
                    allowDeselect={false}
                    value={type}
                    data={columnTypes}
                    data-changed={Object.hasOwn(types, name) || undefined}
                    onChange={(value) => onType(name, columnTypes.find((each) => each === value) ?? null)}
                  />
                ) : (
                  <span className="preview-type">{type}</span>
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows of a preview have no other identity
            <tr key={i}>
              {columns.map(({ index, type }) => (
                <td key={index} data-align={isNumeric(type) ? 'right' : undefined}>
                  <CellText value={row[index] ?? null} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

function isNumeric(type: ColumnType): boolean {
  return type === 'integer' || type === 'number';
}
