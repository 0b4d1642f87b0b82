import { CustomersLabelDocument, CustomersUnlabelDocument } from '../../generated/graphql';
import { useChange } from '../../host/use-change';
import { useApp } from '../../ui/app-context';

export type Labelling = 'label' | 'unlabel';

const BACK = { label: 'unlabel', unlabel: 'label' } as const;

/** Put a label on several customers or take it off; undo is for those whom it changed, and for nobody else. */
export function useBulkLabel(refresh: () => void) {
  const { t, tell } = useApp();
  const change = useChange();
  const act = async (how: Labelling, customers: readonly string[], label: string) => {
    const variables = { customers: [...customers], label };
    const { errors, answer } =
      how === 'label'
        ? await change(CustomersLabelDocument, variables, (data) => data.customerProfilesLabel)
        : await change(CustomersUnlabelDocument, variables, (data) => data.customerProfilesUnlabel);
    return { errors, changed: (answer?.changedProfiles ?? []).map(({ id }) => id) };
  };
  const takeBack = async (how: Labelling, customers: readonly string[], label: string) => {
    const { errors } = await act(BACK[how], customers, label);
    tell(t(errors.length > 0 ? 'undo_failed' : 'undo_done'));
    refresh();
  };
  return async (how: Labelling, customers: readonly string[], label: string) => {
    const { errors, changed } = await act(how, customers, label);
    if (errors.length > 0) return errors;
    tell(
      t(`bulk_${how}_done`, { count: changed.length, of: customers.length, label }),
      changed.length > 0 ? { label: t('undo'), run: () => void takeBack(how, changed, label) } : undefined,
    );
    refresh();
    return errors;
  };
}
