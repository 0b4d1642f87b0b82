import { useState } from 'react';
import { useClient, type CombinedError } from 'urql';
import { useLocation } from 'wouter';
import { ImportCreateDocument } from '../../generated/graphql';
import type { MutationError } from '../../ui/notice';
import { keepFiles } from './chosen-files';

/**
 * Sending files: with `dryRun` nothing is recorded. What comes of it has a page of its own. `timeZone` is whose
 * clock their times are of; the server's own choice without one.
 */
export function useImport(timeZone: string) {
  const client = useClient();
  const [, go] = useLocation();
  const [busy, setBusy] = useState(false);
  const [errors, setErrors] = useState<readonly MutationError[]>([]);
  const [fault, setFault] = useState<CombinedError>();
  const send = async (files: File[], dryRun: boolean, mapping?: string) => {
    setBusy(true);
    const { data, error } = await client.mutation(ImportCreateDocument, {
      files,
      dryRun,
      ...(mapping === undefined ? {} : { mapping }),
      ...(timeZone.trim() ? { timeZone: timeZone.trim() } : {}),
    });
    setBusy(false);
    setFault(error);
    const told = data?.orderImportCreate;
    setErrors(told?.errors ?? []);
    if (!told?.orderImport) return;
    if (dryRun) keepFiles(told.orderImport.id, { files, timeZone });
    go(`/imports/${encodeURIComponent(told.orderImport.id)}`);
  };
  return { send, busy, errors, fault };
}
