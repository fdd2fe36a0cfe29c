import { useTexts } from '#web/i18n/use-texts.ts';
import type { MappedColumn, ObjectDraft } from '../../sources/contract.ts';
import { sourceTexts } from './i18n/texts.ts';

const ROLES = ['attribute', 'dimension', 'region', 'period', 'measure'] as const;
const TYPES = ['text', 'integer', 'decimal', 'number', 'date', 'datetime', 'boolean'] as const;

interface ColumnTableProps {
  readonly draft: ObjectDraft;
  readonly columns: readonly MappedColumn[];
  /** Columns that are not to be collected. */
  readonly left: ReadonlySet<string>;
  readonly onColumns: (columns: readonly MappedColumn[]) => void;
  readonly onLeft: (left: ReadonlySet<string>) => void;
}

/** The columns of a source and what they become, each row a column. */
export function ColumnTable({ draft, columns, left, onColumns, onLeft }: ColumnTableProps) {
  const say = useTexts(sourceTexts);
  const change = (at: number, part: Partial<MappedColumn>) =>
    onColumns(columns.map((column, i) => (i === at ? { ...column, ...part } : column)));
  const toggle = (name: string) => {
    const next = new Set(left);
    if (!next.delete(name)) next.add(name);
    onLeft(next);
  };
  return (
    <div className="source-columns">
      <table>
        <caption>
          {say('wizard.columns')}
          <small className="muted"> {say('wizard.columns.note')}</small>
        </caption>
        <thead>
          <tr>
            {(['take', 'column', 'item', 'role', 'type', 'unit', 'sample'] as const).map((key) => (
              <th key={key} scope="col">
                {say(`wizard.${key}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {columns.map((column, at) => (
            <tr key={column.source}>
              <td>
                <input
                  type="checkbox"
                  aria-label={`${say('wizard.take')} ${column.source}`}
                  checked={!left.has(column.source)}
                  onChange={() => toggle(column.source)}
                />
              </td>
              <th scope="row">
                {column.source}
                <small className="muted">{column.type}</small>
              </th>
              <td>
                <input
                  aria-label={say('wizard.item')}
                  value={column.name}
                  maxLength={200}
                  onChange={(event) => change(at, { name: event.target.value })}
                />
                {draft.columns[at]?.why && <small className="source-why">{draft.columns[at]?.why}</small>}
              </td>
              <td>
                <Pick
                  label={say('wizard.role')}
                  value={column.role}
                  options={ROLES}
                  text={(role) => say(`role.${role}`)}
                  onPick={(role) => change(at, { role })}
                />
              </td>
              <td>
                <Pick
                  label={say('wizard.type')}
                  value={column.dataType}
                  options={TYPES}
                  text={(type) => say(`type.${type}`)}
                  onPick={(dataType) => change(at, { dataType })}
                />
              </td>
              <td>
                {column.role === 'measure' && (
                  <input
                    aria-label={say('wizard.unit')}
                    className="source-unit"
                    value={column.unit ?? ''}
                    onChange={(event) => change(at, { unit: event.target.value || null })}
                  />
                )}
              </td>
              <td className="source-sample">
                {draft.samples
                  .slice(0, 3)
                  .flatMap((row) => row[at] ?? [])
                  .join('、')}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface PickProps<V extends string> {
  readonly label: string;
  readonly value: V;
  readonly options: readonly V[];
  readonly text: (value: V) => string;
  readonly onPick: (value: V) => void;
}

function Pick<V extends string>({ label, value, options, text, onPick }: PickProps<V>) {
  const choose = (chosen: string) => {
    const found = options.find((one) => one === chosen);
    if (found !== undefined) onPick(found);
  };
  return (
    <select aria-label={label} value={value} onChange={(event) => choose(event.target.value)}>
      {options.map((one) => (
        <option key={one} value={one}>
          {text(one)}
        </option>
      ))}
    </select>
  );
}
