import 'vue-router';
import type { Component } from 'vue';
import type { Role } from '../contracts/http/access.js';

/** Groups of the menu, in their order. */
export type MenuGroup = 'work' | 'mechanisms' | 'records' | 'system';

export interface MenuEntry {
  group: MenuGroup;
  /** Place within the group. */
  order: number;
  icon: Component;
}

declare module 'vue-router' {
  interface RouteMeta {
    /** Title of the page: heading, browser tab, menu. */
    title: string;
    /** Only pages with this are in the menu. */
    menu?: MenuEntry;
    /** Whoever has none of these roles doesn't see it in the menu; the API decides what he may do. */
    roles?: readonly Role[];
    /** Without the frame of menu and head. */
    bare?: boolean;
    /** Open to whoever isn't logged in. */
    open?: boolean;
  }
}
