//! Nothing: the tests read a file of the package that the manifest names.
