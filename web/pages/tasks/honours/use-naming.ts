import { inject, provide, type InjectionKey, type Ref, type ShallowRef } from 'vue';
import { api, data, type Schemas } from '../../../api/client.js';
import { useLoad } from '../../../composables/use-load.js';

type Naming = Ref<Schemas['NamingView'] | undefined> | ShallowRef<Schemas['NamingView'] | undefined>;
const NAMING: InjectionKey<Naming> = Symbol('naming');

/** The round a task belongs to, for everything on its page that shows candidates: asked for once. */
export function provideNaming(processId: string) {
  const loaded = useLoad(() =>
    data(api.GET('/api/v1/namings/{processId}', { params: { path: { processId } } })),
  );
  provide(NAMING, loaded.value);
  return loaded;
}

export function useNaming(): Naming {
  const naming = inject(NAMING);
  if (!naming) throw new Error('no round of naming on this page');
  return naming;
}
