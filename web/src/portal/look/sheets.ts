// The order matters: the shared tokens and ground rules first, what is the portal's own over them.
import "../../theme/tokens.css";
import "../../theme/base.css";
import "./portal.css";
