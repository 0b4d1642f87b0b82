import { Button } from '@saleor/macaw-ui';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import type { Page, PageInfo } from '../routing/paging';
import { nextPage, previousPage } from '../routing/paging';
import { useApp } from './app-context';

/** The foot of a list: back and forth. Cursors know no page numbers. */
export function Pager(props: { info: PageInfo | undefined; found: string; go: (page: Page) => void }) {
  const { t } = useApp();
  const { info } = props;
  return (
    <div className="pager">
      <span role="status">{props.found}</span>
      <span className="row">
        <Button
          variant="secondary"
          size="small"
          icon={<ChevronLeft size={16} aria-hidden />}
          aria-label={t('previous')}
          disabled={!info?.hasPreviousPage}
          onClick={() => info && props.go(previousPage(info))}
        />
        <Button
          variant="secondary"
          size="small"
          icon={<ChevronRight size={16} aria-hidden />}
          aria-label={t('next')}
          disabled={!info?.hasNextPage}
          onClick={() => info && props.go(nextPage(info))}
        />
      </span>
    </div>
  );
}
