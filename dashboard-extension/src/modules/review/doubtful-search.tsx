import { Button } from '@saleor/macaw-ui';
import { useState } from 'react';
import { useApp } from '../../ui/app-context';
import { JobProgress } from '../../ui/job-progress';
import { MutationErrors, type MutationError } from '../../ui/notice';
import { useReview } from './use-review';

/** Has doubtful pairs looked for in the background; `running` is a search that somebody began before. */
export function DoubtfulSearch({ running, done }: { running: string | undefined; done: () => void }) {
  const { t, tell } = useApp();
  const review = useReview();
  const [begun, setBegun] = useState<string | null>(null);
  const [over, setOver] = useState<string | null>(null);
  const [errors, setErrors] = useState<readonly MutationError[]>([]);
  const job = begun ?? (running === over ? undefined : running);
  const busy = job !== undefined && job !== over;
  const find = async () => {
    const told = await review.find();
    setErrors(told.errors);
    if (told.job) setBegun(told.job);
  };
  return (
    <div className="stack">
      <div className="spread">
        <p className="soft">{t('doubtful_what')}</p>
        <Button variant="secondary" disabled={busy} onClick={() => void find()}>
          {t('doubtful_find')}
        </Button>
      </div>
      <MutationErrors errors={errors} />
      {job && (
        <JobProgress
          key={job}
          id={job}
          running={t('doubtful_running')}
          failed={t('doubtful_failed')}
          ended={(state) => {
            setOver(job);
            if (state !== 'DONE') return;
            setBegun(null);
            tell(t('doubtful_done'));
            done();
          }}
        />
      )}
    </div>
  );
}
