import { Button } from '@saleor/macaw-ui';
import { Link } from 'wouter';
import type { ReviewListQuery } from '../../generated/graphql';
import { useApp } from '../../ui/app-context';
import { PersonLines } from '../customer/customer-find';
import { DoubtWeights } from './doubt-weights';

type Row = NonNullable<ReviewListQuery['customerReviewItems']>['edges'][number]['node'];

/** Somebody who may be the customer beside whom they stand: why, and both ways to decide it. */
export function ReviewCandidate(props: {
  person: Row['candidates'][number];
  doubt: Row['doubts'][number] | undefined;
  merge: () => void;
  notSame: () => void;
}) {
  const { t } = useApp();
  const { person, doubt } = props;
  return (
    <li className="choice column">
      <div className="spread">
        <PersonLines person={person} />
        <span className="row">
          <Link href={`/customers/${person.publicId}`}>{t('review_open')}</Link>
          <Button size="small" variant="secondary" onClick={props.merge}>
            {t('review_same')}
          </Button>
          <Button size="small" variant="secondary" onClick={props.notSame}>
            {t('review_not_same')}
          </Button>
        </span>
      </div>
      {doubt && <DoubtWeights probability={doubt.probability} fields={doubt.fields} />}
    </li>
  );
}
