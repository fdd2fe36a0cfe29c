import { type FormEvent, useId, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { useLanguage, useTexts } from '#web/i18n/use-texts.ts';
import { Button } from '#web/kit/button.tsx';
import { Problem } from '#web/kit/problem.tsx';
import { problemOf } from '#web/problem.ts';
import { useProblemText } from '#web/problem-text.ts';
import type { Dataset } from '../../contract.ts';
import { isTheme, THEMES } from '../../rules/theme.ts';
import '#web/kit/field.css';
import { portalTexts } from '../i18n/texts.ts';

/** The day of a moment, in China. */
export function day(instant: string): string {
  return new Date(new Date(instant).getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
}

/** Name of a theme in the language in force. */
export function useThemeName(): (code: string) => string {
  const language = useLanguage();
  return (code) => (isTheme(code) ? THEMES[code][language === 'en' ? 1 : 0] : code);
}

/** The one field that all of the site begins with. */
export function SearchBar({ start = '' }: { readonly start?: string }) {
  const say = useTexts(portalTexts);
  const navigate = useNavigate();
  const id = useId();
  const [words, setWords] = useState(start);
  const go = (event: FormEvent) => {
    event.preventDefault();
    void navigate(`/open/datasets?${new URLSearchParams(words.trim() === '' ? {} : { q: words.trim() })}`);
  };
  return (
    <search>
      <form className="open-search" onSubmit={go}>
        <label className="visually-hidden" htmlFor={id}>
          {say('search.label')}
        </label>
        <input
          id={id}
          className="input"
          type="search"
          maxLength={100}
          placeholder={say('search.hint')}
          value={words}
          onChange={(event) => setWords(event.target.value)}
        />
        <Button look="main" type="submit">
          {say('search.go')}
        </Button>
      </form>
    </search>
  );
}

/** A dataset in a list: what it is, whose, how fresh, in which formats. */
export function DatasetItem({ dataset }: { readonly dataset: Dataset }) {
  const say = useTexts(portalTexts);
  const theme = useThemeName();
  const { name, title, summary, providerName, publishedAt, rows, formats, demo } = dataset;
  return (
    <li className="open-item">
      <h3>
        <Link to={`/open/dataset/${name}`}>{title}</Link>
        {demo && <span className="open-tag open-tag-demo">{say('site.demo.short')}</span>}
      </h3>
      {summary !== '' && <p className="open-summary">{summary}</p>}
      <p className="note">
        {providerName ?? say('data.no-provider')} · {theme(dataset.theme)} · {say('data.rows', { count: rows })} ·{' '}
        {say('data.updated', { date: day(publishedAt) })}
        {formats.map((format) => (
          <span key={format} className="open-tag">
            {format.toUpperCase()}
          </span>
        ))}
      </p>
    </li>
  );
}

/** What became of something that was sent. */
export function Outcome({ error, done }: { readonly error: unknown; readonly done: string | null }) {
  if (error) return <Failure error={error} />;
  return (
    <p className="open-done" role="status">
      {done ?? ''}
    </p>
  );
}

function Failure({ error }: { readonly error: unknown }) {
  return <Problem problem={useProblemText(problemOf(error))} />;
}

/** A field that people do not see; programs fill it in. */
export function Honeypot({ value, onChange }: { readonly value: string; readonly onChange: (text: string) => void }) {
  const say = useTexts(portalTexts);
  return (
    <label className="open-trap" aria-hidden="true">
      {say('say.website')}
      <input
        tabIndex={-1}
        autoComplete="off"
        name="website"
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </label>
  );
}
