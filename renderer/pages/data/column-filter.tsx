import { Button, NumberInput, Popover, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Column } from '../../../core/contract/dataset.ts';
import type { ColumnStatistics } from '../../../core/contract/profile.ts';
import type { CellTest } from '../../../core/contract/row-filter.ts';
import { columnLabel } from '../../ui/column-name.ts';
import { formatNumber } from '../../ui/format.ts';
import { IconFilter } from '../../ui/icons.ts';
import { fieldsOf, isTimeText, type TestFields, testOfFields } from './filter-fields.ts';
import { testKinds } from './row-view.ts';

/** The button in a column's head that filters the rows by it, and the fields that it opens. */
export function ColumnFilter(props: {
  column: Column;
  statistics: ColumnStatistics | null;
  test: CellTest | null;
  onChange: (test: CellTest | null) => void;
}) {
  const { column, test } = props;
  const [isOpen, setOpen] = useState(false);
  const label = `Filter by ${columnLabel(column.name)}`;
  return (
    <Popover
      opened={isOpen}
      onChange={setOpen}
      position="bottom-start"
      shadow="md"
      width={240}
      withinPortal
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <button
          type="button"
          className="row-grid-tool"
          data-on={test !== null || isOpen || undefined}
          aria-label={label}
          title={label}
          onClick={() => setOpen(!isOpen)}
        >
          <IconFilter size={14} />
        </button>
      </Popover.Target>
      <Popover.Dropdown aria-label={label}>
        <Fields {...props} onDone={() => setOpen(false)} />
      </Popover.Dropdown>
    </Popover>
  );
}

function Fields(props: Parameters<typeof ColumnFilter>[0] & { onDone: () => void }) {
  const { column, statistics, onChange, onDone } = props;
  const kinds = testKinds(column.type);
  const [fields, setFields] = useState(() => fieldsOf(props.test, kinds));

  function change(part: Partial<TestFields>): void {
    const next = { ...fields, ...part };
    setFields(next);
    const test = testOfFields(next);
    if (test !== undefined) onChange(test);
  }

  return (
    <form
      className="column-filter"
      onSubmit={(event) => {
        event.preventDefault();
        onDone();
      }}
    >
      <Select
        label={`Rows where ${columnLabel(column.name)}`}
        allowDeselect={false}
        comboboxProps={{ withinPortal: false }}
        data={[...kinds]}
        value={fields.kind}
        onChange={(value) => {
          const kind = kinds.find((each) => each.value === value)?.value;
          if (kind) change({ kind });
        }}
      />
      {fields.kind === 'contains' || fields.kind === 'equals' ? (
        <TextInput
          aria-label="Text"
          placeholder={fields.kind === 'contains' ? 'Part of the text' : 'The whole text'}
          data-autofocus
          maxLength={1000}
          value={fields.text}
          onChange={(event) => change({ text: event.target.value })}
        />
      ) : null}
      {fields.kind === 'range' ? (
        <div className="column-filter-pair">
          {(['min', 'max'] as const).map((end) => (
            <NumberInput
              key={end}
              label={end === 'min' ? 'From' : 'To'}
              data-autofocus={end === 'min' || undefined}
              hideControls
              allowDecimal={column.type === 'number'}
              placeholder={statistics?.numeric ? formatNumber(statistics.numeric[end]) : undefined}
              value={fields[end] ?? ''}
              onChange={(value) => change({ [end]: typeof value === 'number' ? value : null })}
            />
          ))}
        </div>
      ) : null}
      {fields.kind === 'time' ? (
        <div className="column-filter-pair">
          {(['from', 'to'] as const).map((end) => (
            <TextInput
              key={end}
              label={end === 'from' ? 'From' : 'To'}
              data-autofocus={end === 'from' || undefined}
              placeholder={statistics?.time?.[end === 'from' ? 'min' : 'max'].slice(0, 10) ?? '2024-05-17'}
              error={!isTimeText(fields[end].trim())}
              value={fields[end]}
              onChange={(event) => change({ [end]: event.target.value })}
            />
          ))}
          <p>A day, a month (2024-05), a year, or a day and a time.</p>
        </div>
      ) : null}
      <Button
        size="compact-sm"
        disabled={props.test === null}
        onClick={() => {
          onChange(null);
          onDone();
        }}
      >
        Clear this filter
      </Button>
    </form>
  );
}
