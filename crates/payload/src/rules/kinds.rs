//! Push types with a payload of their own, and the older kinds of push.
