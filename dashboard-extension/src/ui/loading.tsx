import { Skeleton } from '@saleor/macaw-ui';
import { useApp } from './app-context';

/** In the place of something that has not come yet; screen readers are told so. */
export function Loading({ height }: { height: string }) {
  const { t } = useApp();
  return (
    <div role="status">
      <span className="hidden">{t('loading')}</span>
      <Skeleton __height={height} />
    </div>
  );
}
