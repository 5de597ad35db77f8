import styles from "./brand-mark.module.css";
import { useMe } from "./me.tsx";

/** The seller's logo, or its name where it has none, and whose account this is. */
export function Brand() {
  const { branding, customer } = useMe();
  return (
    <div className={styles.brand}>
      {branding.logo === null ? (
        <p className={styles.name}>{branding.name}</p>
      ) : (
        <img className={styles.logo} src={branding.logo} alt={branding.name} />
      )}
      <p className={styles.customer}>{customer.name}</p>
    </div>
  );
}
