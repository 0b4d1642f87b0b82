import { useApp } from '../../ui/app-context';
import type { Preset } from './use-condition-fields';

/** A shipped condition to begin with. */
export function PresetSelect(props: { presets: readonly Preset[]; choose: (preset: Preset) => void }) {
  const { t, language } = useApp();
  return (
    <select
      aria-label={t('preset_choose')}
      value=""
      onChange={(event) => {
        const preset = props.presets.find((one) => one.key === event.target.value);
        if (preset) props.choose(preset);
      }}
    >
      <option value="">{t('preset_choose')}</option>
      {props.presets.map((preset) => (
        <option key={preset.key} value={preset.key}>
          {preset[language]}
        </option>
      ))}
    </select>
  );
}
