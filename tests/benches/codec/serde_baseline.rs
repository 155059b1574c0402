//! Unions as people write them by hand, in the two ways that serde offers.

/// An enum of structs that are told apart by a key, `tag` or `untagged`. One that is
/// told apart by trial has to hold its tag: a type of the same name in `super::tags`.
macro_rules! union {
    (tag $union:ident by $key:literal {
        $($variant:ident = $tag:literal { $($field:ident: $type:ty),* },)*
    }) => {
        #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
        #[serde(tag = $key)]
        pub enum $union {
            $(#[serde(rename = $tag)] $variant { $($field: $type),* },)*
        }
    };
    (untagged $union:ident by $key:literal {
        $($variant:ident = $tag:literal { $($field:ident: $type:ty),* },)*
    }) => {
        #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
        #[serde(untagged)]
        pub enum $union {
            $($variant {
                #[serde(rename = $key)]
                tag: super::tags::$variant,
                $($field: $type),*
            },)*
        }
    };
}

/// Strings of one value.
macro_rules! tags {
    ($($tag:ident = $text:literal;)*) => {$(
        #[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
        pub enum $tag {
            #[serde(rename = $text)]
            Only,
        }
    )*};
}
