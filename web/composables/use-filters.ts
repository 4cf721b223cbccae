import { reactive, watch } from 'vue';
import { useRoute, useRouter } from 'vue-router';

/**
 * Filters of a list, kept in the address: a link opens exactly this list, and going back finds it again. Empty ones are left out.
 *
 * @param names of the query's parameters
 */
export function useFilters<const Name extends string>(names: readonly Name[]) {
  const route = useRoute();
  const router = useRouter();
  const path = route.path;
  const filters = reactive(inAddress()) as Record<Name, string>;
  // The API reads numbers and flags from texts: an address has nothing else.
  const asked = <Query = Partial<Record<Name, string>>>() => leaveOutEmpty(filters) as Query;

  watch(filters, () => {
    if (JSON.stringify(asked()) === JSON.stringify(leaveOutEmpty(inAddress()))) return;
    const others = Object.entries(route.query).filter(([name]) => !names.includes(name as Name));
    void router.replace({ query: { ...Object.fromEntries(others), ...asked() } });
  });
  watch(
    () => route.query,
    () => {
      if (route.path === path) Object.assign(filters, inAddress());
    },
  );

  function inAddress(): Record<Name, string> {
    const entries = names.map((name) => [name, String(route.query[name] ?? '')]);
    return Object.fromEntries(entries) as Record<Name, string>;
  }

  /** By these alone. */
  const narrow = (to: Partial<Record<Name, string>> = {}): void =>
    void Object.assign(filters, Object.fromEntries(names.map((name) => [name, ''])), to);
  return { filters, asked, narrow };
}

function leaveOutEmpty(values: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value));
}
