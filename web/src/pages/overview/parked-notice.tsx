import { Link } from "@tanstack/react-router";
import { formatCount } from "../../format/format-quantity.ts";
import { Banner } from "../../parts/banner.tsx";
import styles from "./overview.module.css";

/** Says that some accounts are parked, and leads to them. */
export function ParkedNotice({ count }: { count: number }) {
  return (
    <Banner
      label="Parked accounts"
      title={`${formatCount(count, "account")} ${count === 1 ? "is" : "are"} parked`}
    >
      <p>
        Nothing is billed to {count === 1 ? "it" : "them"} until somebody looks.{" "}
        <Link to="/customers" search={{ parked: "true" }} className={styles.more}>
          See why
        </Link>
      </p>
    </Banner>
  );
}
