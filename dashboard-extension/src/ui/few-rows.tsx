import { Button } from '@saleor/macaw-ui';
import { useRef, useState, type ReactNode } from 'react';
import { useApp } from './app-context';
import { fewOf, STEP } from './few';

/** Shows a few rows of what may be thousands, and more of them when somebody asks. */
export function FewRows<Row>(props: {
  rows: readonly Row[];
  first: number;
  /** What they are, for who only hears the button. */
  of: string;
  children: (shown: readonly Row[]) => ReactNode;
}) {
  const [more, setMore] = useState(0);
  const { shown, rest, next } = fewOf(props.rows, props.first, more);
  return (
    <>
      {props.children(shown)}
      <MoreButton rest={rest} next={next} of={props.of} show={() => setMore(more + STEP)} />
    </>
  );
}

/** Asks for the next ones. When none are left the focus stays where it was. */
export function MoreButton(props: {
  rest: number;
  next: number;
  of: string;
  show: () => void;
  busy?: boolean;
}) {
  const { t } = useApp();
  const { rest, next } = props;
  const place = useRef<HTMLDivElement>(null);
  const [asked, setAsked] = useState(false);
  if (rest === 0 && !asked) return null;
  const text = t(rest > next ? 'show_more' : 'show_rest', { next, rest });
  return (
    <div ref={place} tabIndex={-1} className="more">
      {rest > 0 && (
        <Button
          type="button"
          size="small"
          variant="secondary"
          aria-label={`${props.of}: ${text}`}
          disabled={props.busy ?? false}
          onClick={() => {
            setAsked(true);
            if (rest <= next) place.current?.focus();
            props.show();
          }}
        >
          {text}
        </Button>
      )}
    </div>
  );
}
