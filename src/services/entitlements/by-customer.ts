/** Values by tenant and customer, of which so many are held over all tenants. */
export interface ByCustomer<T> {
  readonly get: (tenant: string, customer: string) => T | undefined;
  /** Holds a value; where there are too many, everything else is let go of first. */
  readonly set: (tenant: string, customer: string, value: T) => void;
  readonly delete: (tenant: string, customer: string) => void;
  /** Lets go of the customers of a tenant that these are about; of all of them where nothing is said. */
  readonly forget: (tenant: string, about?: Iterable<{ readonly customer: string }>) => void;
  /** How many tenants have values, and how many there are of all of them. */
  readonly size: () => { readonly tenants: number; readonly values: number };
}

/** Holds nothing yet. A tenant without values takes no room. */
export function createByCustomer<T>(max = Number.POSITIVE_INFINITY): ByCustomer<T> {
  const tenants = new Map<string, Map<string, T>>();
  let values = 0;
  const drop = (tenant: string, customer: string): void => {
    const known = tenants.get(tenant);
    if (known?.delete(customer) !== true) return;
    values -= 1;
    if (known.size === 0) tenants.delete(tenant);
  };
  const roomFor = (tenant: string): Map<string, T> => {
    const made = tenants.get(tenant) ?? new Map<string, T>();
    tenants.set(tenant, made);
    return made;
  };
  return {
    get: (tenant, customer) => tenants.get(tenant)?.get(customer),
    set: (tenant, customer, value) => {
      if (tenants.get(tenant)?.has(customer) !== true) {
        if (values >= max) {
          tenants.clear();
          values = 0;
        }
        values += 1;
      }
      roomFor(tenant).set(customer, value);
    },
    delete: drop,
    forget: (tenant, about) => {
      const known = tenants.get(tenant);
      if (known === undefined) return;
      if (about !== undefined) for (const { customer } of about) drop(tenant, customer);
      else {
        values -= known.size;
        tenants.delete(tenant);
      }
    },
    size: () => ({ tenants: tenants.size, values }),
  };
}
