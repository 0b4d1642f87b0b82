import { KNOWN_SOURCES, sourceName } from '../i18n/format';
import { useApp } from './app-context';

/** Chooses one source, or any; one that we do not know by name is kept. */
export function SourceSelect({ value, change }: { value: string; change: (source: string) => void }) {
  const { t, language } = useApp();
  const names = KNOWN_SOURCES.includes(value) || !value ? KNOWN_SOURCES : [...KNOWN_SOURCES, value];
  return (
    <select aria-label={t('filter_sources')} value={value} onChange={(event) => change(event.target.value)}>
      <option value="">{t('filter_any_source')}</option>
      {names.map((source) => (
        <option key={source} value={source}>
          {sourceName(source, language)}
        </option>
      ))}
    </select>
  );
}
