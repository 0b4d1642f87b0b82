import { useId } from 'react';
import { useApp } from '../../ui/app-context';
import { Fault, faultId } from '../../ui/fault';
import { isTimeZone, timeZones } from './time-zones';

/** Whose clock the times in the files are of, where neither the format nor the file says it. */
export function TimeZoneField(props: { value: string; change: (zone: string) => void }) {
  const { t } = useApp();
  const list = useId();
  const wrong = props.value.trim() !== '' && !isTimeZone(props.value);
  return (
    <div>
      <label className="field short">
        {t('time_zone')}
        <input
          type="text"
          list={list}
          maxLength={60}
          placeholder="Asia/Tokyo"
          value={props.value}
          aria-invalid={wrong ? true : undefined}
          aria-describedby={`${list}-hint ${faultId('time-zone')}`}
          onChange={(event) => props.change(event.target.value)}
        />
      </label>
      <small className="soft" id={`${list}-hint`}>
        {t('time_zone_hint')}
      </small>
      <Fault name="time-zone" text={wrong ? 'refused_time_zone' : undefined} />
      <datalist id={list}>
        {timeZones().map((zone) => (
          <option key={zone} value={zone} />
        ))}
      </datalist>
    </div>
  );
}
