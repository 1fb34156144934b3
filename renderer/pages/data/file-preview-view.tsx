import { Button, Select, TagsInput, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ColumnType, DataFormat, FilePreview, ReadOptions } from '../../../core/contract/dataset.ts';
import { client } from '../../client/client.ts';
import type { Failure } from '../../client/failure.ts';
import { Card } from '../../ui/card.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { formatBytes, formatPlural } from '../../ui/format.ts';
import { PageHead } from '../../ui/page-head.tsx';
import { ProgressTrack } from '../../ui/progress-bar.tsx';
import { PreviewTable } from './preview-table.tsx';
import './file-preview.css';

const auto = 'auto';

/** A file before it is loaded: how it would be read, what can be told otherwise, and its first rows. */
export function FilePreviewView(props: {
  path: string;
  failure: Failure | null;
  onLoad: (chosen: { options: ReadOptions; name: string; preview: FilePreview | null }) => void;
  onClose: () => void;
}) {
  const { path } = props;
  const fileName = path.split(/[/\\]/).at(-1) ?? path;
  const [options, setOptions] = useState<ReadOptions>({});
  const [name, setName] = useState(fileName.replace(/\.(gz|gzip|zst|zstd)$/i, '').replace(/\.[^.]+$/, ''));
  const [asked] = useDebouncedValue(options, 250);
  const { data, error, isFetching } = useQuery({
    queryKey: ['inspect', path, asked],
    queryFn: ({ signal }) => client.dataset.inspect({ path, options: asked }, { signal }),
    placeholderData: keepPreviousData,
    retry: false,
    gcTime: 0,
  });
  const preview = error ? undefined : data;
  const [choices, setChoices] = useState<FilePreview['choices']>();
  if (data && data.choices !== choices) setChoices(data.choices);
  const format = options.format ?? data?.options.format ?? 'csv';
  const isText = format === 'csv';

  function set(change: Partial<ReadOptions>): void {
    setOptions(
      Object.fromEntries(
        Object.entries({ ...options, ...change }).filter(([, value]) => value !== undefined),
      ),
    );
  }

  function setType(column: string, type: ColumnType | null): void {
    const { [column]: _, ...others } = options.types ?? {};
    const types = type ? { ...others, [column]: type } : others;
    set({ types: Object.keys(types).length > 0 ? types : undefined });
  }

  return (
    <>
      <PageHead
        title={
          error
            ? `${fileName} cannot be read like this.`
            : preview
              ? `${fileName} would be read as ${formatPlural(preview.columns.length, 'column')}.`
              : `Looking at ${fileName}.`
        }
        actions={
          <>
            <Button onClick={props.onClose}>Cancel</Button>
            <Button
              variant="filled"
              disabled={!preview || isFetching || name.trim() === ''}
              onClick={() => props.onLoad({ options, name: name.trim(), preview: preview ?? null })}
            >
              Load all rows
            </Button>
          </>
        }
      >
        {preview ? `${formatBytes(preview.bytes)}. ` : null}
        The options below were found in the file; change what was misread. Types can be set in the table’s
        head.
      </PageHead>
      <div className="stack">
        <ErrorNote error={props.failure ?? error} />
        <Card title="How it is read">
          <div className="read-options">
            <TextInput
              label="Name of the dataset"
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
            <Choice
              label="Format"
              found={data?.options.format}
              value={options.format}
              choices={formats}
              onChange={(text) => set({ format: formats.find(([each]) => each === text)?.[0] })}
            />
            {choices ? (
              <Choice
                label={choices.kind === 'sheet' ? 'Sheet' : 'Table'}
                found={data?.options[choices.kind]}
                value={options[choices.kind]}
                choices={choices.names.map((each) => [each, each])}
                onChange={(text) => set(choices.kind === 'sheet' ? { sheet: text } : { table: text })}
              />
            ) : null}
            {isText || format === 'excel' || data?.options.header !== undefined ? (
              <Choice
                label="First row"
                found={data?.options.header === undefined ? undefined : String(data.options.header)}
                value={options.header === undefined ? undefined : String(options.header)}
                choices={[
                  ['true', 'names'],
                  ['false', 'data'],
                ]}
                onChange={(header) => set({ header: header === undefined ? undefined : header === 'true' })}
              />
            ) : null}
            {isText ? (
              <>
                <Choice
                  label="Delimiter"
                  found={data?.options.delimiter}
                  value={options.delimiter}
                  choices={[
                    [',', 'comma'],
                    [';', 'semicolon'],
                    ['\t', 'tab'],
                    ['|', 'pipe'],
                    [' ', 'space'],
                  ]}
                  onChange={(delimiter) => set({ delimiter })}
                />
                <Choice
                  label="Quote"
                  found={data?.options.quote}
                  value={options.quote}
                  choices={[
                    ['"', '" double'],
                    ["'", "' single"],
                  ]}
                  onChange={(quote) => set({ quote })}
                />
                <Choice
                  label="Decimal separator"
                  found={data?.options.decimalSeparator}
                  value={options.decimalSeparator}
                  choices={[
                    ['.', '. point'],
                    [',', ', comma'],
                  ]}
                  onChange={(text) =>
                    set({ decimalSeparator: text === '.' || text === ',' ? text : undefined })
                  }
                />
                <Choice
                  label="Encoding"
                  found={data?.options.encoding}
                  value={options.encoding}
                  choices={encodings.map((each) => [each, each])}
                  onChange={(text) => set({ encoding: encodings.find((each) => each === text) })}
                />
              </>
            ) : null}
            <Choice
              label="Rows that cannot be read"
              auto="stop the load (default)"
              found={undefined}
              value={options.badRows}
              choices={[
                ['stop', 'stop the load'],
                ['set-aside', 'set them aside'],
              ]}
              onChange={(text) => set({ badRows: badRows.find((each) => each === text) })}
            />
            <TagsInput
              label="Texts that mean missing"
              placeholder={options.missingTexts?.length ? '' : 'only empty cells'}
              value={options.missingTexts ?? []}
              onChange={(texts) => set({ missingTexts: texts.length > 0 ? texts : undefined })}
            />
          </div>
          {data?.notes.length ? (
            <ul className="read-notes">
              {data.notes.map((note) => (
                <li key={note}>{note}</li>
              ))}
            </ul>
          ) : null}
        </Card>
        {preview || error ? null : (
          <Card title="First rows">
            <ProgressTrack value={null} label="Looking at the file" />
          </Card>
        )}
        {preview ? (
          <Card
            title="First rows"
            aside={isFetching ? 'reading again' : `${formatPlural(preview.rows.length, 'row')} shown`}
            flush
          >
            <PreviewTable preview={preview} types={options.types ?? {}} onType={setType} />
          </Card>
        ) : null}
      </div>
    </>
  );
}

const formats: readonly (readonly [DataFormat, string])[] = [
  ['csv', 'text with a delimiter'],
  ['parquet', 'Parquet'],
  ['json', 'JSON'],
  ['ndjson', 'JSON, one object per line'],
  ['excel', 'Excel or OpenDocument'],
  ['sqlite', 'SQLite'],
  ['arff', 'ARFF'],
];
const badRows = ['stop', 'set-aside'] as const;
const encodings = ['utf-8', 'utf-16', 'latin-1'] as const;

function Choice(props: {
  label: string;
  /** What was found in the file. */
  found: string | undefined;
  /** What is done without a choice, where it is not found in the file. */
  auto?: string;
  value: string | undefined;
  choices: readonly (readonly [value: string, label: string])[];
  onChange: (value: string | undefined) => void;
}) {
  const found = props.choices.find(([value]) => value === props.found)?.[1] ?? props.found;
  return (
    <Select
      label={props.label}
      allowDeselect={false}
      value={props.value ?? auto}
      data={[
        { value: auto, label: props.auto ?? (found === undefined ? 'as found' : `as found: ${found}`) },
        ...props.choices.map(([value, label]) => ({ value, label })),
      ]}
      onChange={(value) => props.onChange(value === auto || value === null ? undefined : value)}
    />
  );
}
