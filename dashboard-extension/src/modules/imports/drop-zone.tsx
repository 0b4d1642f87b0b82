import { Button } from '@saleor/macaw-ui';
import { FileUp, X } from 'lucide-react';
import { useRef, useState, type DragEvent } from 'react';
import { useLocation } from 'wouter';
import { useApp } from '../../ui/app-context';
import { FaultNotice, MutationErrors, Notice } from '../../ui/notice';
import { keepUnknown } from './chosen-files';
import { withFiles } from './import-view-model';
import { TimeZoneField } from './time-zone-field';
import { useImport } from './use-import';

/** Where files are dropped or chosen, checked and imported. */
export function DropZone() {
  const { t } = useApp();
  const [files, setFiles] = useState<File[]>([]);
  const [over, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const [timeZone, setTimeZone] = useState('');
  const { send, busy, errors, fault } = useImport(timeZone);
  const [, go] = useLocation();
  const unknown = files.length === 1 ? files[0] : undefined;
  const add = (more: FileList | null) => {
    setFiles((now) => withFiles(now, [...(more ?? [])]));
    // Else choosing the same file again would be no change.
    if (input.current) input.current.value = '';
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    add(event.dataTransfer.files);
  };
  return (
    <section aria-label={t('drop')} className="stack">
      <div
        role="group"
        aria-label={t('drop')}
        className={over ? 'drop drop-over' : 'drop'}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <FileUp size={28} aria-hidden />
        <strong>{t('drop')}</strong>
        <p className="soft">{t('drop_hint')}</p>
        <input
          ref={input}
          className="hidden"
          type="file"
          multiple
          tabIndex={-1}
          aria-label={t('choose_files')}
          onChange={(event) => add(event.target.files)}
        />
        <Button variant="secondary" onClick={() => input.current?.click()}>
          {t('choose_files')}
        </Button>
      </div>
      {files.length > 0 && (
        <div className="card stack">
          <strong>{t('chosen', { count: files.length })}</strong>
          <ul className="plain-list">
            {files.map((file) => (
              <li key={file.name} className="row">
                <button
                  type="button"
                  className="icon"
                  aria-label={t('remove_file', { file: file.name })}
                  onClick={() => setFiles((now) => now.filter((one) => one !== file))}
                >
                  <X size={16} aria-hidden />
                </button>
                {file.name}
              </li>
            ))}
          </ul>
          <TimeZoneField value={timeZone} change={setTimeZone} />
          <span className="row">
            <Button disabled={busy} onClick={() => void send(files, true)}>
              {t('check_first')}
            </Button>
            <Button variant="secondary" disabled={busy} onClick={() => void send(files, false)}>
              {t('record')}
            </Button>
            {busy && <span role="status">{t('running')} …</span>}
          </span>
        </div>
      )}
      <MutationErrors errors={errors} about="import" />
      {unknown && errors.some((error) => error.code === 'FILE_REFUSED') && (
        <Notice kind="info" title={t('columns_say')}>
          <p>{t('columns_say_hint')}</p>
          <Button
            variant="secondary"
            size="small"
            onClick={() => {
              keepUnknown(unknown, timeZone);
              go('/imports/columns');
            }}
          >
            {t('columns_say')}
          </Button>
        </Notice>
      )}
      <FaultNotice error={fault} />
    </section>
  );
}
